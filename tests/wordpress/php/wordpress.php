<?php
/**
 * As much of WordPress as the plugin meets, for tests without one. Hooks, options and transients work; what would end the
 * request throws; requests to the outside are really made.
 */

define( 'ABSPATH', __DIR__ . '/' );
define( 'MINUTE_IN_SECONDS', 60 );

/** Thrown where WordPress would end the request. */
class Parley_Test_End extends Exception {}

class WP_Error {
	private $code;
	private $message;

	public function __construct( $code = '', $message = '', $data = null ) {
		$this->code    = $code;
		$this->message = $message;
	}

	public function get_error_code() {
		return $this->code;
	}

	public function get_error_message() {
		return $this->message;
	}
}

class WP_REST_Server {
	const CREATABLE = 'POST';
}

class WP_REST_Request {
	private $params;

	public function __construct( array $params ) {
		$this->params = $params;
	}

	public function get_param( $name ) {
		return $this->params[ $name ] ?? null;
	}
}

/** What WordPress remembers. */
class Parley_Test_State {
	public static $hooks      = array();
	public static $options    = array();
	public static $transients = array();
	public static $requests   = array();
	public static $true       = array();
	public static $user       = 0;
	public static $rights     = array();
	public static $headers    = array();

	public static function reset() {
		self::$hooks      = array();
		self::$options    = array();
		self::$transients = array();
		self::$requests   = array();
		self::$true       = array();
		self::$user       = 0;
		self::$rights     = array();
		$_GET             = array();
		$_POST            = array();
		$_SERVER['HTTP_SEC_FETCH_SITE'] = 'same-origin';
		$GLOBALS['parley_new_shop']     = true;
	}
}

function add_filter( $hook, $callback, $priority = 10, $args = 1 ) {
	Parley_Test_State::$hooks[ $hook ][ $priority ][] = array( $callback, $args );
	ksort( Parley_Test_State::$hooks[ $hook ] );
	return true;
}

function add_action( $hook, $callback, $priority = 10, $args = 1 ) {
	return add_filter( $hook, $callback, $priority, $args );
}

function apply_filters( $hook, $value, ...$more ) {
	foreach ( Parley_Test_State::$hooks[ $hook ] ?? array() as $callbacks ) {
		foreach ( $callbacks as list( $callback, $args ) ) {
			$value = $callback( ...array_slice( array_merge( array( $value ), $more ), 0, $args ) );
		}
	}
	return $value;
}

function do_action( $hook, ...$given ) {
	foreach ( Parley_Test_State::$hooks[ $hook ] ?? array() as $callbacks ) {
		foreach ( $callbacks as list( $callback, $args ) ) {
			$callback( ...array_slice( $given, 0, $args ) );
		}
	}
}

function get_option( $name, $default = false ) {
	return Parley_Test_State::$options[ $name ] ?? $default;
}

function update_option( $name, $value, $autoload = null ) {
	Parley_Test_State::$options[ $name ] = $value;
	return true;
}

function delete_option( $name ) {
	unset( Parley_Test_State::$options[ $name ] );
	return true;
}

function get_transient( $name ) {
	return Parley_Test_State::$transients[ $name ] ?? false;
}

function set_transient( $name, $value, $seconds = 0 ) {
	Parley_Test_State::$transients[ $name ] = $value;
	return true;
}

function delete_transient( $name ) {
	unset( Parley_Test_State::$transients[ $name ] );
	return true;
}

function is_wp_error( $thing ) {
	return $thing instanceof WP_Error;
}

/** Make the request for real, and remember it. A test may answer for it by the filter "pre_http_request", as in WordPress. */
function wp_safe_remote_post( $url, $args ) {
	return parley_test_request( 'POST', $url, $args );
}

function wp_safe_remote_get( $url, $args ) {
	return parley_test_request( 'GET', $url, $args );
}

function parley_test_request( $method, $url, $args ) {
	Parley_Test_State::$requests[] = array( 'method' => $method, 'url' => $url ) + $args;
	$made                          = apply_filters( 'pre_http_request', false, $args, $url );
	if ( false !== $made ) {
		return $made;
	}
	$headers = array( 'User-Agent: ' . ( $args['user-agent'] ?? 'WordPress' ) );
	foreach ( $args['headers'] ?? array() as $name => $value ) {
		$headers[] = $name . ': ' . $value;
	}
	$http   = array( 'method' => $method, 'header' => $headers, 'content' => $args['body'] ?? '', 'timeout' => $args['timeout'], 'ignore_errors' => true, 'follow_location' => 0 );
	$answer = @file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
	if ( false === $answer ) {
		return new WP_Error( 'http_request_failed', 'No answer.' );
	}
	return array( 'body' => $answer, 'response' => array( 'code' => (int) explode( ' ', $http_response_header[0] )[1] ) );
}

function wp_remote_retrieve_response_code( $answer ) {
	return $answer['response']['code'] ?? '';
}

function wp_remote_retrieve_body( $answer ) {
	return $answer['body'] ?? '';
}

function wp_json_encode( $data ) {
	return json_encode( $data );
}

function wp_parse_url( $url, $component = -1 ) {
	return parse_url( $url, $component );
}

function esc_url_raw( $url, $protocols = array() ) {
	$url = preg_replace( '|[^a-z0-9-~+_.?#=!&;,/:%@$\|*\'()\[\]\x80-\xff]|i', '', $url );
	return in_array( parse_url( $url, PHP_URL_SCHEME ), $protocols, true ) ? $url : '';
}

function sanitize_text_field( $text ) {
	return trim( preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( (string) $text ) ) );
}

function sanitize_key( $text ) {
	return preg_replace( '/[^a-z0-9_\-]/', '', strtolower( (string) $text ) );
}

function wp_unslash( $value ) {
	return is_array( $value ) ? array_map( 'wp_unslash', $value ) : stripslashes( (string) $value );
}

function untrailingslashit( $text ) {
	return rtrim( $text, '/\\' );
}

function wp_strip_all_tags( $text ) {
	return trim( strip_tags( (string) $text ) );
}

function wp_html_excerpt( $text, $count, $more = '' ) {
	$cut = mb_substr( wp_strip_all_tags( $text ), 0, $count );
	return wp_strip_all_tags( $text ) === $cut ? $cut : $cut . $more;
}

function wp_kses_post( $text ) {
	return $text;
}

function __( $text, $domain = 'default' ) {
	return $text;
}

function esc_html__( $text, $domain = 'default' ) {
	return esc_html( $text );
}

function esc_html( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}

function esc_attr( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}

function esc_url( $url ) {
	return str_replace( '&', '&#038;', (string) $url );
}

function home_url( $path = '' ) {
	return 'https://trail.example' . $path;
}

function admin_url( $path = '' ) {
	return home_url( '/wp-admin/' . $path );
}

function add_query_arg( ...$args ) {
	list( $new, $url ) = is_array( $args[0] ) ? array( $args[0], $args[1] ) : array( array( $args[0] => $args[1] ), $args[2] );
	foreach ( $new as $name => $value ) {
		$url .= ( false === strpos( $url, '?' ) ? '?' : '&' ) . $name . '=' . $value;
	}
	return $url;
}

function remove_query_arg( $names ) {
	return '/cart/';
}

function wp_safe_redirect( $url ) {
	throw new Parley_Test_End( $url );
}

function wp_send_json( $data ) {
	throw new Parley_Test_End( json_encode( $data ) );
}

function wp_die( $message = '' ) {
	throw new Parley_Test_End( 'died: ' . $message );
}

function check_admin_referer( $action ) {
	if ( ( $_POST['_wpnonce'] ?? '' ) !== 'nonce-' . $action ) {
		throw new Parley_Test_End( 'bad nonce' );
	}
}

function wp_nonce_field( $action ) {
	echo '<input type="hidden" name="_wpnonce" value="nonce-' . esc_attr( $action ) . '">';
}

function submit_button( $text, $look, $name, $wrap ) {
	echo '<button class="' . esc_attr( $look ) . '">' . esc_html( $text ) . '</button>';
}

function current_user_can( $right ) {
	return in_array( $right, Parley_Test_State::$rights, true );
}

function get_current_user_id() {
	return Parley_Test_State::$user;
}

function determine_locale() {
	return 'de_DE_formal';
}

function wp_generate_uuid4() {
	return implode( '-', array_map( 'bin2hex', array( random_bytes( 4 ), random_bytes( 2 ), random_bytes( 2 ), random_bytes( 2 ), random_bytes( 6 ) ) ) );
}

function wp_generate_password( $length, $special ) {
	return substr( strtr( base64_encode( random_bytes( 64 ) ), '+/=', 'abc' ), 0, $length );
}

function human_time_diff( $from ) {
	return '1 minute';
}

function nocache_headers() {}

function load_plugin_textdomain( $domain, $deprecated, $path ) {}

function plugin_basename( $file ) {
	return 'parley/parley.php';
}

function register_rest_route( $namespace, $route, $args ) {
	Parley_Test_State::$options['route'] = array( $namespace . $route, $args );
}

function wp_add_privacy_policy_content( $name, $text ) {
	Parley_Test_State::$options['policy'] = $text;
}

function wp_enqueue_script( $handle, $src, $needs, $version, $way ) {
	Parley_Test_State::$options['script'] = array( $handle, $src, $way );
}

function add_submenu_page( $parent, $title, $menu, $right, $slug, $show ) {
	Parley_Test_State::$options['menu'] = array( $parent, $right, $slug, $show );
}

function is_multisite() {
	return ! empty( Parley_Test_State::$true['is_multisite'] );
}

function get_sites( $args ) {
	return array( 1, 2 );
}

function switch_to_blog( $id ) {
	Parley_Test_State::$options['switched'][] = $id;
}

function restore_current_blog() {}

function get_queried_object_id() {
	return 18;
}

function get_the_title( $id ) {
	return 'Trail <em>Cap</em>';
}

foreach ( array( 'is_admin', 'is_preview', 'is_customize_preview', 'is_embed', 'is_checkout', 'is_cart', 'is_product', 'is_shop', 'is_front_page', 'is_order_received_page', 'is_singular' ) as $parley_question ) {
	eval( "function $parley_question() { return ! empty( Parley_Test_State::\$true['$parley_question'] ); }" );
}

/** A tag processor for one tag, enough to set attributes; the real one is used on real sites. */
class WP_HTML_Tag_Processor {
	private $html;
	private $at = 0;

	public function __construct( $html ) {
		$this->html = $html;
	}

	public function next_tag( $name ) {
		$found = strpos( $this->html, '<' . $name, $this->at );
		if ( false === $found ) {
			return false;
		}
		$this->at = $found + strlen( $name ) + 1;
		return true;
	}

	public function get_attribute( $name ) {
		$tag = substr( $this->html, $this->at, strpos( $this->html, '>', $this->at ) - $this->at );
		return preg_match( '/\b' . $name . '=["\']([^"\']*)/', $tag, $found ) ? $found[1] : null;
	}

	public function set_attribute( $name, $value ) {
		$text       = true === $value ? ' ' . $name : ' ' . $name . '="' . esc_attr( $value ) . '"';
		$this->html = substr( $this->html, 0, $this->at ) . $text . substr( $this->html, $this->at );
	}

	public function get_updated_html() {
		return $this->html;
	}
}
